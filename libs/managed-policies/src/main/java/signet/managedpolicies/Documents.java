package signet.managedpolicies;

import java.nio.charset.StandardCharsets;

/** A policy's documents: the newest whole, each older one as edits of the next newer. */
final class Documents {
    private final Place place;

    Documents(Place place) {
        this.place = place;
    }

    String newest() {
        return new String(newestBytes(), StandardCharsets.UTF_8);
    }

    /** The document so many versions before the newest; 0 is the newest itself. */
    String older(int steps) {
        byte[] document = newestBytes();
        if (steps > 0) {
            byte[] block = Blocks.inflate(Resource.HISTORY.slice(place.historyStart(), place.historyLength()));
            ByteReader history = new ByteReader(block);
            for (int i = 0; i < steps; i++) {
                document = Blocks.edit(document, history.take(history.length()));
            }
        }
        return new String(document, StandardCharsets.UTF_8);
    }

    private byte[] newestBytes() {
        return Blocks.inflate(Resource.DOCUMENTS.slice(place.documentStart(), place.documentLength()));
    }
}
