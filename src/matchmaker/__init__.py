"""Match people to employers."""
