package signet.s3;

import org.jspecify.annotations.Nullable;

/**
 * What of an object is asked for.
 *
 * @param contentRange the value of Content-Range; null for the whole object
 * @param partsCount how many parts the object has; only in answer to a part number
 */
record Selection(
        ByteSpan span,
        @Nullable String contentRange,
        @Nullable Integer partsCount) {
    static Selection of(StoredObject object, @Nullable String range, @Nullable Integer partNumber) {
        if (range != null && partNumber != null) {
            throw Faults.invalidRequest("Cannot specify both Range header and partNumber query parameter");
        }
        if (partNumber != null) {
            return part(object, partNumber);
        }
        return ByteSpan.requested(range, object.size())
                .map(span -> new Selection(span, span.contentRange(object.size()), null))
                .orElseGet(() -> new Selection(new ByteSpan(0, object.size()), null, null));
    }

    private static Selection part(StoredObject object, int number) {
        int count = object.multipart() ? object.segments().size() : 1;
        if (number < 1 || number > count) {
            throw Faults.invalidPartNumber(number, count);
        }
        long first = 0;
        for (Segment before : object.segments().subList(0, number - 1)) {
            first += before.size();
        }
        ByteSpan span = new ByteSpan(first, object.segments().get(number - 1).size());
        String contentRange = span.length() == 0 ? null : span.contentRange(object.size());
        return new Selection(span, contentRange, object.multipart() ? count : null);
    }
}
