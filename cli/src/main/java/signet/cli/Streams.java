package signet.cli;

import java.io.InputStream;
import java.io.OutputStream;

/** The three streams that a program in an instance is joined to; not buffered here. */
record Streams(InputStream input, OutputStream output, OutputStream errors) {}
