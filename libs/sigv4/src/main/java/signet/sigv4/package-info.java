@NullMarked
package signet.sigv4;

import org.jspecify.annotations.NullMarked;
