package signet.lint;

/** A string of the document and where it is. */
record Entry(String value, Location at) {}
