"""The tiersix command."""
