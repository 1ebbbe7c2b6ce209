/** Fuzz targets for whatever reads foreign text, each with an oracle, and the campaign that runs them under Jazzer. */
@NullMarked
package signet.fuzz;

import org.jspecify.annotations.NullMarked;
