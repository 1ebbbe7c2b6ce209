@NullMarked
package signet.paths;

import org.jspecify.annotations.NullMarked;
