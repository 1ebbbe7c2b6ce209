@NullMarked
package signet.cli;

import org.jspecify.annotations.NullMarked;
