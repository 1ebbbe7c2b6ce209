/** How long decisions take, measured by JMH beside other engines; run by {@code ./signet bench}. */
@org.jspecify.annotations.NullMarked
package signet.benchmarks;
