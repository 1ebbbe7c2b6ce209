@NullMarked
package signet.trail;

import org.jspecify.annotations.NullMarked;
