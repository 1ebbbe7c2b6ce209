package signet.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signet.model.Body;
import signet.model.HttpBinding;
import signet.model.MemberSchema;
import signet.model.OperationBinding;
import signet.model.OperationModel;
import signet.model.Protocol;
import signet.model.ServiceModel;
import signet.model.StructureSchema;
import signet.model.s3.S3Operations;

class RoundTripTest {
    private static final int ROUNDS = 12;

    static Stream<OperationModel<?, ?>> queryOperations() {
        return operations(Protocol.AWS_QUERY, Protocol.EC2_QUERY);
    }

    static Stream<OperationModel<?, ?>> restOperations() {
        return operations(Protocol.REST_XML);
    }

    static Stream<OperationModel<?, ?>> jsonOperations() {
        return operations(Protocol.REST_JSON);
    }

    private static Stream<OperationModel<?, ?>> operations(Protocol... protocols) {
        return OperationResolver.services().values().stream()
                .filter(service -> List.of(protocols).contains(service.protocol()))
                .flatMap(service -> service.operations().values().stream());
    }

    @ParameterizedTest
    @MethodSource("queryOperations")
    <I> void aFormIsReadAsItWasWritten(OperationModel<I, ?> operation) {
        Random random = new Random(operation.name().hashCode());
        ServiceModel service = service(operation);
        for (int i = 0; i < ROUNDS; i++) {
            Optional<I> input = new RandomValues(random).record(operation.input());
            if (input.isPresent()) {
                String[] sent = new TestFormEncoder(service.protocol()).parameters(operation.input(), input.get());
                I read = Requests.decode(operation, sent);
                String[] again = new TestFormEncoder(service.protocol()).parameters(operation.input(), read);
                assertArrayEquals(sent, again);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("restOperations")
    <I> void aRestRequestIsReadAsItWasWritten(OperationModel<I, ?> operation) throws IOException {
        Random random = new Random(operation.name().hashCode());
        OperationBinding binding = S3Operations.SERVICE.bindings().stream()
                .filter(b -> b.operation().equals(operation.name()))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < ROUNDS; i++) {
            I input = new RandomValues(random).record(operation.input()).orElseThrow();
            WireRequest sent = new TestRestEncoder().request(binding, operation.input(), input);
            Resolution.Known known = (Resolution.Known) Requests.RESOLVER.resolve(sent, "s3");
            assertEquals(operation, known.operation());
            WireRequest again = new TestRestEncoder().request(binding, operation.input(), known.input(operation));

            assertEquals(sent.rawPath(), again.rawPath());
            assertEquals(sent.rawQuery(), again.rawQuery());
            assertEquals(sorted(sent.headers()), sorted(again.headers()));
            assertArrayEquals(
                    sent.body().open().readAllBytes(), again.body().open().readAllBytes());
        }
    }

    @ParameterizedTest
    @MethodSource("jsonOperations")
    <I> void aRequestWithJsonIsReadAsItWasWritten(OperationModel<I, ?> operation) throws IOException {
        Random random = new Random(operation.name().hashCode());
        ServiceModel service = service(operation);
        OperationBinding binding = service.bindings().stream()
                .filter(b -> b.operation().equals(operation.name()))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < ROUNDS; i++) {
            I input = new RandomValues(random).record(operation.input()).orElseThrow();
            WireRequest sent = new TestJsonEncoder().request(binding, operation.input(), input);
            Resolution.Known known = (Resolution.Known) Requests.RESOLVER.resolve(sent, service.signingName());
            assertEquals(operation, known.operation());
            WireRequest again = new TestJsonEncoder().request(binding, operation.input(), known.input(operation));

            assertEquals(sent.rawPath(), again.rawPath());
            assertEquals(sent.rawQuery(), again.rawQuery());
            assertEquals(sorted(sent.headers()), sorted(again.headers()));
            assertArrayEquals(
                    sent.body().open().readAllBytes(), again.body().open().readAllBytes());
        }
    }

    static Stream<OperationModel<?, ?>> targetOperations() {
        return operations(Protocol.AWS_JSON_1_0, Protocol.AWS_JSON_1_1);
    }

    @ParameterizedTest
    @MethodSource("targetOperations")
    <I> void aDocumentIsReadAsItWasWritten(OperationModel<I, ?> operation) {
        Random random = new Random(operation.name().hashCode());
        String target = service(operation).target() + "." + operation.name();
        for (int i = 0; i < ROUNDS; i++) {
            I input = new RandomValues(random).record(operation.input()).orElseThrow();
            WireRequest sent = AwsJsonCodecTest.request(target, TestJsonEncoder.structure(operation.input(), input));

            assertEquals(input, Requests.decode(operation, sent, operation.service()));
        }
    }

    @ParameterizedTest
    @MethodSource({"targetOperations", "jsonOperations"})
    <O> void anAnswersJsonIsReadAsItsOutput(OperationModel<?, O> operation) {
        Random random = new Random(operation.name().hashCode());
        Codec codec = Codec.of(service(operation));
        boolean whole = operation.output().members().stream().allMatch(m -> m.binding() == HttpBinding.NONE);
        for (int i = 0; i < ROUNDS && whole; i++) {
            Optional<O> output = new RandomValues(random).record(operation.output());
            if (output.isPresent()
                    && codec.encode(operation, output.get(), "id").content() instanceof WireResponse.Bytes bytes) {
                O read = JsonDecoder.structure("test", operation.output(), Body.of(bytes.bytes()));
                assertEquals(output.get(), read);
            }
        }
    }

    private static List<String> sorted(Headers headers) {
        return headers.entries().stream().map(Object::toString).sorted().toList();
    }

    @ParameterizedTest
    @MethodSource({"queryOperations", "restOperations"})
    <O> void anAnswersDocumentHoldsItsOutput(OperationModel<?, O> operation) {
        Random random = new Random(operation.name().hashCode());
        Codec codec = Codec.of(service(operation));
        for (int i = 0; i < ROUNDS; i++) {
            Optional<O> output = new RandomValues(random).record(operation.output());
            if (output.isEmpty()) {
                continue;
            }
            WireResponse response = codec.encode(operation, output.get(), "id");
            if (response.content() instanceof WireResponse.Bytes bytes && isDocument(response)) {
                XmlNode root = XmlReader.read(bytes.bytes());
                List<String> texts = texts(root);
                for (String text : expected(operation.output(), output.get())) {
                    assertTrue(texts.contains(text), () -> text + " is not in " + bytes.text());
                }
            }
        }
    }

    private static boolean isDocument(WireResponse response) {
        return response.headers().first("Content-Type").orElse("").contains("xml");
    }

    private static List<String> texts(XmlNode node) {
        List<String> result = new ArrayList<>(List.of(node.text()));
        node.children().forEach(child -> result.addAll(texts(child)));
        return result;
    }

    /** The texts of the document's own members. */
    private static <O> List<String> expected(StructureSchema<O> schema, O output) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < schema.members().size(); i++) {
            MemberSchema member = schema.members().get(i);
            if (member.binding() == HttpBinding.NONE && schema.get(output, i) instanceof String text) {
                result.add(text);
            }
        }
        return result;
    }

    private static ServiceModel service(OperationModel<?, ?> operation) {
        return OperationResolver.services().values().stream()
                .filter(s -> s.name().equals(operation.service()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyOperationHasRandomInputs() {
        List<String> without = Stream.of(queryOperations(), restOperations(), jsonOperations(), targetOperations())
                .flatMap(all -> all)
                .filter(op -> new RandomValues(new Random(1)).record(op.input()).isEmpty())
                .map(OperationModel::name)
                .toList();

        assertEquals(List.of(), without);
    }

    @Test
    void aBodyStreamsThroughUntouched() throws IOException {
        byte[] bytes = "chunk".getBytes(StandardCharsets.UTF_8);
        WireRequest plain = S3RouterTest.request("PUT", "/b/k", "127.0.0.1");
        WireRequest request =
                new WireRequest("PUT", plain.rawPath(), null, plain.headers(), plain.host(), Body.of(bytes));
        Resolution.Known known = (Resolution.Known) Requests.RESOLVER.resolve(request, "s3");

        assertEquals(request.body(), known.input(S3Operations.PUT_OBJECT).body());
    }
}
