@NullMarked
package signet.instance;

import org.jspecify.annotations.NullMarked;
