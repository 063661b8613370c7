"""The first hour: a folder that a new agency begins with, its ledger read or made, its report file explained."""
