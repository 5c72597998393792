"""Every ledger of loans keeps its promises."""
