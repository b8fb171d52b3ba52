"""Programs that do one kind of work again and again, each in a process of its own."""
