package signet.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.Protocol;
import signet.model.ServiceModel;
import signet.model.iam.IamOperations;
import signet.model.sts.StsOperations;

class OperationResolverTest {
    private static final OperationResolver RESOLVER = new OperationResolver();

    private static AwsError refused(WireRequest request, @Nullable String scope) {
        return assertThrows(AwsError.class, () -> RESOLVER.resolve(request, scope));
    }

    private static WireRequest at(String host, String form) {
        WireRequest post = Requests.post(form);
        return new WireRequest("POST", "/", null, post.headers(), host, post.body());
    }

    @Test
    void theSignaturesServiceDecides() {
        String form = Requests.form("GetCallerIdentity", "2011-06-15");

        assertEquals(
                "sts",
                RESOLVER.resolve(at("iam.amazonaws.com", form), "sts").service().name());
        assertEquals(
                "InvalidAction", refused(at("sts.amazonaws.com", form), "iam").code());
        assertEquals(
                "NotImplemented", refused(at("sts.amazonaws.com", form), "sqs").code());
    }

    @ParameterizedTest
    @CsvSource({
        "iam.amazonaws.com, iam",
        "cloudtrail.eu-west-1.amazonaws.com, cloudtrail",
        "iam-toolbox.us-east-1.amazonaws.com, iam-toolbox",
        "sts.amazonaws.com, sts",
        "sts.eu-west-1.amazonaws.com:443, sts",
        "ec2.eu-west-1.amazonaws.com, ec2",
        "s3.amazonaws.com, s3",
        "s3.eu-west-1.amazonaws.com, s3",
        "bucket.s3.eu-west-1.amazonaws.com, s3",
        "iam.s3.amazonaws.com, s3",
        "sts.s3-eu-west-1.amazonaws.com, s3",
        "localhost:4566, s3",
        "iam.amazonaws.com.evil.test, s3",
    })
    void withoutASignatureTheHostDecides(String host, String service) {
        assertEquals(
                service,
                RESOLVER.service(S3RouterTest.request("GET", "/", host), null).name());
    }

    @ParameterizedTest
    @CsvSource({"2010-05-08, iam", "2011-06-15, sts", "2016-11-15, ec2", "2000-01-01, s3"})
    void withoutBothTheVersionOfAFormDecides(String version, String service) {
        WireRequest request = at("127.0.0.1:4566", "Action=X&Version=" + version);

        assertEquals(service, RESOLVER.service(request, null).name());
    }

    @ParameterizedTest
    @CsvSource({
        "/authorization-details/abc, iam, GetRequestAuthorizationDetails",
        "/authorization-details/abc?nextToken=x, iam, GetRequestAuthorizationDetails",
        "/authorization-details/abc/policy?policyUri=u, iam, GetRequestAuthorizationPolicy",
        "/authorization-details/abc/policies, iam, AccessDeniedException",
        "/authorization-details/, iam, AccessDeniedException",
        "/authorization-details/abc?colour=x, iam, NotImplemented",
        "/authorization-details/abc, iam-toolbox, NotImplemented",
        "/authorization-details/abc, cloudtrail, UnknownOperationException",
        "/other/abc, iam, MissingAction",
    })
    void theToolboxIsSignedForAsIamAndFoundByItsPath(String target, String scope, String expected) {
        String[] parts = target.split("\\?", 2);
        WireRequest get = new WireRequest(
                "GET", parts[0], parts.length == 1 ? null : parts[1], Headers.NONE, "127.0.0.1:4566", Body.EMPTY);
        String found;
        try {
            found = RESOLVER.resolve(get, scope).operationName();
        } catch (AwsError e) {
            found = e.code();
        }
        assertEquals(expected, found);
    }

    @Test
    void withoutASignatureAPathIsABucketWhateverItsName() {
        WireRequest get = S3RouterTest.request("GET", "/authorization-details/abc", "127.0.0.1");

        assertEquals("s3", RESOLVER.service(get, null).name());
    }

    @Test
    void anActionInTheQueryStringIsTakenToo() {
        WireRequest get = new WireRequest(
                "GET", "/", "Action=GetUser&Version=2010-05-08&UserName=a%2Db", Headers.NONE, "127.0.0.1", Body.EMPTY);

        assertEquals("a-b", Requests.decode(IamOperations.GET_USER, get, null).userName());
    }

    @Test
    void anUnknownActionIsInvalidInItsServicesWords() {
        assertEquals(
                "Could not find operation Nothing for version 2010-05-08",
                refused(Requests.post(Requests.form("Nothing", "2010-05-08")), "iam")
                        .message());
        assertEquals(
                "The action Nothing is not valid for this web service.",
                refused(Requests.post(Requests.form("Nothing", "2016-11-15")), "ec2")
                        .message());
    }

    @Test
    void aWrongOrMissingVersionIsRefused() {
        assertEquals(
                "Could not find operation GetUser for version 2016-11-15",
                refused(Requests.post(Requests.form("GetUser", "2016-11-15")), "iam")
                        .message());
        assertEquals(
                "Could not find operation GetUser for version NO_VERSION_SPECIFIED",
                refused(Requests.post("Action=GetUser"), "iam").message());
        assertEquals(
                "NoSuchVersion",
                refused(Requests.post("Action=RunInstances&Version=1"), "ec2").code());
    }

    @Test
    void anActionThatSignetLacksIsNamed() {
        assertEquals(
                new Resolution.NotImplemented(IamOperations.SERVICE, "CreateDelegationRequest"),
                RESOLVER.resolve(Requests.post(Requests.form("CreateDelegationRequest", "2010-05-08")), "iam"));
    }

    @ParameterizedTest
    @CsvSource({
        "Action=GetUser&Action=DeleteUser&Version=2010-05-08, MalformedQueryString",
        "Action=GetUser&Version=2010-05-08&UserName=a&UserName=b, MalformedQueryString",
        "Action=GetUser&Version=2010-05-08&UserName=%f, MalformedQueryString",
        "Action=GetUser&Version=2010-05-08&UserName=%ff, MalformedQueryString",
        "Version=2010-05-08, MissingAction",
        "Action=&Version=2010-05-08, MissingAction",
        "'', MissingAction",
    })
    void aFormThatCouldMeanTwoThingsOrNoneIsRefused(String form, String code) {
        assertEquals(code, refused(Requests.post(form), "iam").code());
    }

    @Test
    void queryAndBodyMustNotContradict() {
        WireRequest post = Requests.post(Requests.form("GetUser", "2010-05-08"));
        WireRequest both = new WireRequest("POST", "/", "Action=DeleteUser", post.headers(), post.host(), post.body());

        assertEquals("MalformedQueryString", refused(both, "iam").code());
    }

    @Test
    void otherMethodsCarryNoAction() {
        WireRequest put =
                new WireRequest("PUT", "/", "Action=GetUser&Version=2010-05-08", Headers.NONE, "127.0.0.1", Body.EMPTY);

        assertEquals("MissingAction", refused(put, "iam").code());
    }

    @Test
    void tooMuchIsRefused() {
        assertEquals(
                413,
                refused(Requests.post("a".repeat(Form.MAX_BYTES + 1)), "iam").httpStatus());
        assertEquals(
                413,
                refused(Requests.post("a=1&".repeat(1) + many(20_001)), "iam").httpStatus());
        assertEquals(
                "MalformedQueryString",
                refused(Requests.post("a.".repeat(1000) + "=1"), "iam").code());
    }

    private static String many(int n) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < n; i++) {
            form.append('p').append(i).append("=1&");
        }
        return form.toString();
    }

    static Stream<ServiceModel> queryServices() {
        return OperationResolver.services().values().stream()
                .filter(s -> s.protocol() == Protocol.AWS_QUERY || s.protocol() == Protocol.EC2_QUERY);
    }

    @ParameterizedTest
    @MethodSource("queryServices")
    void everyActionOfAmazonsIsKnown(ServiceModel service) {
        for (String action : service.knownOperations()) {
            Resolution resolution =
                    RESOLVER.resolve(Requests.post(Requests.form(action, service.version())), service.name());
            assertEquals(action, resolution.operationName());
        }
    }

    @Test
    void theInputIsOnlyThatOfTheResolvedOperation() {
        Resolution.Known known = assertInstanceOf(
                Resolution.Known.class,
                RESOLVER.resolve(Requests.post(Requests.form("GetCallerIdentity", "2011-06-15")), "sts"));

        assertNotNull(known.input(StsOperations.GET_CALLER_IDENTITY));
        assertThrows(IllegalArgumentException.class, () -> known.input(StsOperations.ASSUME_ROLE));
    }
}
