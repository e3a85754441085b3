/**
 * Keeps the gallery's records in RocksDB. The only place, beside the events' outbox, that knows it.
 *
 * <p>Column families: {@code default} for the schema version, the id counter, the table of
 * embedding models and the generations whose space is still to be taken back; {@code apps}, {@code
 * groups}, {@code members}, {@code faces} and {@code saved} for the records of those names; {@code
 * crops} for what is kept of pictures, under the keys of faces and saved faces, and {@code
 * renewals} for embeddings of a model to come, under the keys of faces. Keys
 * are big-endian ids, so that the members of a group, and the faces of a member, lie together in
 * the order of their enrolment. A value is a version byte, the body, and a CRC-32C over key,
 * version and body.
 */
@NullMarked
package io.facegate.gallery.rocks;

import org.jspecify.annotations.NullMarked;
