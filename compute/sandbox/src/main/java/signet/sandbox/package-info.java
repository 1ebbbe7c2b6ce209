@NullMarked
package signet.sandbox;

import org.jspecify.annotations.NullMarked;
