/** The rules of docs/ARCHITECTURE.md as tests: what a module may import, how large a thing may grow, what it may be called. */
@NullMarked
package signet.architecture;

import org.jspecify.annotations.NullMarked;
