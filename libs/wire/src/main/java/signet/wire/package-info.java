@NullMarked
package signet.wire;

import org.jspecify.annotations.NullMarked;
