@NullMarked
package signet.reasoning;

import org.jspecify.annotations.NullMarked;
