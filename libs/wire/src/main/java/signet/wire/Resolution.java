package signet.wire;

import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.ServiceModel;

/** What a request asks for. */
public sealed interface Resolution {
    ServiceModel service();

    /** The operation's name, as in {@code CreateRole}. */
    String operationName();

    /** An operation that Signet has. */
    final class Known implements Resolution {
        private final ServiceModel service;
        private final OperationModel<?, ?> operation;
        private final WireRequest request;
        private final @Nullable Form form;
        private final @Nullable S3Address address;
        private final @Nullable RestPlace place;

        private Known(
                ServiceModel service,
                OperationModel<?, ?> operation,
                WireRequest request,
                @Nullable Form form,
                @Nullable S3Address address,
                @Nullable RestPlace place) {
            this.service = service;
            this.operation = operation;
            this.request = request;
            this.form = form;
            this.address = address;
            this.place = place;
        }

        static Known query(ServiceModel service, OperationModel<?, ?> operation, WireRequest request, Form form) {
            return new Known(service, operation, request, form, null, null);
        }

        static Known rest(
                ServiceModel service, OperationModel<?, ?> operation, WireRequest request, S3Address address) {
            return new Known(service, operation, request, null, address, null);
        }

        static Known rest(ServiceModel service, OperationModel<?, ?> operation, WireRequest request, RestPlace place) {
            return new Known(service, operation, request, null, null, place);
        }

        static Known json(ServiceModel service, OperationModel<?, ?> operation, WireRequest request) {
            return new Known(service, operation, request, null, null, null);
        }

        @Override
        public ServiceModel service() {
            return service;
        }

        @Override
        public String operationName() {
            return operation.name();
        }

        public OperationModel<?, ?> operation() {
            return operation;
        }

        /**
         * Reads and checks the input; done when asked, so that the caller decides what comes first.
         *
         * @throws signet.model.AwsError what Amazon answers to a bad input
         * @throws IllegalArgumentException if {@code model} isn't {@link #operation()}
         */
        public <I> I input(OperationModel<I, ?> model) {
            if (model != operation) {
                throw new IllegalArgumentException(model + " is not the operation " + operation);
            }
            return Codec.of(service).decode(model, this);
        }

        WireRequest request() {
            return request;
        }

        Form form() {
            if (form == null) {
                throw new IllegalStateException("not a query protocol");
            }
            return form;
        }

        S3Address address() {
            if (address == null) {
                throw new IllegalStateException("not S3's protocol");
            }
            return address;
        }

        RestPlace place() {
            if (place == null) {
                throw new IllegalStateException("not a REST protocol with JSON");
            }
            return place;
        }
    }

    /** An operation that Amazon has and Signet doesn't; answered {@code NotImplemented}. */
    record NotImplemented(ServiceModel service, String operationName) implements Resolution {
        /** The answer. */
        public AwsError error() {
            return AwsError.of(
                    "NotImplemented", 501, "Signet does not implement " + service.name() + ":" + operationName + ".");
        }
    }
}
