@NullMarked
package signet.database;

import org.jspecify.annotations.NullMarked;
