/**
 * The contract of Signet's storage: an ordered, transactional, watchable key-value store with etcd's model. Nothing here
 * knows what is stored.
 */
@NullMarked
package signet.store;

import org.jspecify.annotations.NullMarked;
