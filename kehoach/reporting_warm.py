"""Imported once by the fork server, so that a child need not: what every reading of a progress workbook uses."""

import openpyxl

from kehoach import reporting

reporting.adapter()

__all__ = ["openpyxl", "reporting"]
