@NullMarked
package signet.microvm;

import org.jspecify.annotations.NullMarked;
