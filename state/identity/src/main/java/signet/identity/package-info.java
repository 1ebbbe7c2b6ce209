@NullMarked
package signet.identity;

import org.jspecify.annotations.NullMarked;
