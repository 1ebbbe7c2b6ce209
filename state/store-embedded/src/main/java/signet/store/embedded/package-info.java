/** The store of a single machine: one SQLite file, nothing to install. */
@NullMarked
package signet.store.embedded;

import org.jspecify.annotations.NullMarked;
