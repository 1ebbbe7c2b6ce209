@NullMarked
package signet.fleet;

import org.jspecify.annotations.NullMarked;
