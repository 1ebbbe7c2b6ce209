@NullMarked
package signet.snapshot;

import org.jspecify.annotations.NullMarked;
