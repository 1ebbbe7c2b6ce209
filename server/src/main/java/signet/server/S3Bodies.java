package signet.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import signet.model.Body;
import signet.sigv4.ChecksumAlgorithm;
import signet.sigv4.PayloadOptions;
import signet.sigv4.Payloads;
import signet.sigv4.SignatureException;
import signet.sigv4.SignedMessage;
import signet.sigv4.VerifiedBody;
import signet.sigv4.VerifiedSignature;

/** The bodies of S3 requests: verified as they are read, against what the request's signature says of them. */
final class S3Bodies {
    private static final int UNKNOWN = -1;

    private S3Bodies() {}

    private interface Opener {
        VerifiedBody open(InputStream source) throws IOException;
    }

    static Body signed(Exchange exchange, SignedMessage message, VerifiedSignature signature) {
        PayloadOptions options = options(exchange);
        return new Verified(exchange, source -> Payloads.open(source, message, signature, options));
    }

    static Body unsigned(Exchange exchange, SignedMessage message) {
        PayloadOptions options = options(exchange);
        return new Verified(exchange, source -> {
            try {
                return Payloads.openAnonymous(source, message, options);
            } catch (SignatureException e) {
                throw AuthenticationErrors.of(Dialect.S3, e);
            }
        });
    }

    /** In CompleteMultipartUpload the checksum headers are about the object, not about the request's body. */
    private static PayloadOptions options(Exchange exchange) {
        PayloadOptions options = PayloadOptions.s3(Set.of(ChecksumAlgorithm.MD5));
        boolean completes = exchange.method().equals("POST")
                && List.of(Optional.ofNullable(exchange.rawQuery()).orElse("").split("&")).stream()
                        .anyMatch(parameter -> parameter.startsWith("uploadId="));
        return completes
                ? new PayloadOptions(
                        options.maxBytes(), options.minChunkBytes(), options.maxChunkBytes(), false, options.compute())
                : options;
    }

    private record Verified(Exchange exchange, Opener opener) implements Body {
        @Override
        public InputStream open() throws IOException {
            return opener.open(exchange.body().open());
        }

        @Override
        public long length() {
            String decoded = exchange.header("x-amz-decoded-content-length");
            if (decoded == null) {
                return exchange.body().length();
            }
            try {
                return Math.max(UNKNOWN, Long.parseLong(decoded.strip()));
            } catch (NumberFormatException e) {
                return UNKNOWN;
            }
        }
    }
}
