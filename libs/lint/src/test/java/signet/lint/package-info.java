/** The linter, held to its codes and positions. */
@NullMarked
package signet.lint;

import org.jspecify.annotations.NullMarked;
