@NullMarked
package signet.functions;

import org.jspecify.annotations.NullMarked;
