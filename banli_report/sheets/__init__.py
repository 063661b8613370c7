"""Figures and the accounts of ledgers as a workbook."""
