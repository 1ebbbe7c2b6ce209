package signet.paths;

/** A way that a world has, with the hop that it is there. */
record Move(Way way, Hop hop, World in) {}
