package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which element each kind of policy takes, in which form, and what AWS says otherwise. A row is one change to a valid
 * statement: {@code -Name} takes an element away, {@code Name value} puts one. Columns are the kinds; {@code ok}, or the
 * code of a text below.
 */
class ElementsByKindTest {
    private static final Map<String, String> CODES = Stream.of("""
            syntax   = Syntax errors in policy.
            legacy   = The policy failed legacy parsing
            noWho    = Policy document should not specify a principal.
            actions  = Policy statement must contain actions.
            resources = Policy statement must contain resources.
            noText   = Resource  must be in ARN format or "*".
            vendor   = Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.
            colon    = Actions/Condition can contain only one colon.
            badVendor = Vendor s 3 is not valid
            arn      = Resource bucket must be in ARN format or "*".
            regex    = Resource vendor must be fully qualified and cannot contain regexes.
            effect   = Missing required field Effect
            who      = Missing required field Principal
            nobody   = Missing required field Principal cannot be empty!
            action   = Missing required field Action
            resource = Missing required field Resource
            badAction = Policy has invalid action
            badResource = Policy has invalid resource
            badWho   = Invalid principal in policy
            onlySts  = AssumeRole policy may only specify STS AssumeRole actions.
            noResource = Has prohibited field Resource
            noNotResource = AssumeRole policy must not contain resources.
            noObject = Principal must be a JSON object.
            allowNot = Allow with NotPrincipal is not allowed.
            denyNot  = AssumeRole policy must not contain NotPrincipal field.
            json     = This policy contains invalid Json
            org      = The provided policy document does not meet the requirements of the specified policy type.
            """.split("\n"))
            .collect(Collectors.toUnmodifiableMap(
                    line -> line.split("=", 2)[1].strip(), line -> line.split("=", 2)[0].strip()));

    /** Texts that end with what they found. */
    private static final Map<String, String> STARTS = Map.of(
            "Syntax error at position (", "position",
            "Invalid principal in policy: \"", "badWho",
            "Unknown field ", "unknown",
            "Invalid effect: ", "badEffect",
            "Invalid Condition type : ", "badType");

    private static Map<String, String> valid(PolicyKind kind) {
        Map<String, String> statement = new LinkedHashMap<>();
        statement.put("Effect", "'Deny'");
        if (kind == PolicyKind.TRUST
                || kind == PolicyKind.RESOURCE
                || kind == PolicyKind.ENDPOINT
                || kind == PolicyKind.RESOURCE_CONTROL) {
            statement.put("Principal", "'*'");
        }
        statement.put("Action", kind == PolicyKind.TRUST ? "'sts:AssumeRole'" : "'s3:GetObject'");
        if (kind != PolicyKind.TRUST) {
            statement.put("Resource", "'arn:aws:s3:::bucket/*'");
        }
        return statement;
    }

    private static String answer(PolicyKind kind, String changes) {
        Map<String, String> statement = valid(kind);
        for (String change : changes.split(" & ", -1)) {
            if (change.startsWith("-")) {
                statement.remove(change.substring(1));
            } else if (!change.equals("nothing")) {
                statement.put(change.substring(0, change.indexOf(' ')), change.substring(change.indexOf(' ') + 1));
            }
        }
        String body = statement.entrySet().stream()
                .map(member -> "'" + member.getKey() + "':" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        try {
            Policy.parse(kind, Policies.json("{'Version':'2012-10-17','Statement':[" + body + "]}"));
            return "ok";
        } catch (MalformedPolicyException e) {
            return code(e.getMessage());
        }
    }

    private static String code(String message) {
        for (Map.Entry<String, String> start : STARTS.entrySet()) {
            if (message.startsWith(start.getKey())) {
                return start.getValue();
            }
        }
        return CODES.getOrDefault(message, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                nothing                                                           | ok        | ok            | ok          | ok  | ok
                -Effect                                                           | syntax    | effect        | effect      | org | org
                Effect 'Allow'                                                    | ok        | ok            | ok          | ok  | org
                Effect 'allow'                                                    | legacy    | badEffect     | badEffect   | org | org
                Effect 'DENY'                                                     | legacy    | badEffect     | badEffect   | org | org
                Effect 'Permit'                                                   | syntax    | badEffect     | badEffect   | org | org
                Effect ''                                                         | syntax    | badEffect     | badEffect   | org | org
                Effect null                                                       | syntax    | position      | json        | org | org
                Effect true                                                       | syntax    | position      | json        | org | org
                Effect ['Deny']                                                   | syntax    | position      | json        | org | org
                Sid 'AnyText1'                                                    | ok        | ok            | ok          | ok  | ok
                Sid ''                                                            | ok        | ok            | ok          | ok  | ok
                Sid 1                                                             | syntax    | position      | json        | org | org
                Sid null                                                          | syntax    | position      | json        | org | org
                Sid ['a']                                                         | syntax    | position      | json        | org | org
                Id 'x'                                                            | syntax    | unknown       | unknown     | org | org
                Version '2012-10-17'                                              | syntax    | unknown       | unknown     | org | org
                Comment 'x'                                                       | syntax    | unknown       | unknown     | org | org
                effect 'Deny'                                                     | syntax    | unknown       | unknown     | org | org
                Actions 's3:GetObject'                                            | syntax    | unknown       | unknown     | org | org
                -Principal                                                        | ok        | who           | who         | ok  | org
                Principal '*'                                                     | noWho     | ok            | ok          | org | ok
                Principal {'AWS':'*'}                                             | noWho     | ok            | ok          | org | org
                Principal {'AWS':'111111111111'}                                  | noWho     | ok            | ok          | org | org
                Principal {'AWS':['111111111111','222222222222']}                 | noWho     | ok            | ok          | org | org
                Principal {'AWS':'arn:aws:iam::111111111111:user/*'}              | noWho     | badWho        | badWho      | org | org
                Principal {'AWS':'arn:aws:iam::111111111111:group/a'}             | noWho     | badWho        | badWho      | org | org
                Principal {'AWS':[]}                                              | noWho     | nobody        | nobody      | org | org
                Principal {'AWS':[1]}                                             | noWho     | badWho        | badWho      | org | org
                Principal {'Service':'ec2.amazonaws.com'}                         | noWho     | ok            | ok          | org | org
                Principal {'Service':'*'}                                         | noWho     | badWho        | badWho      | org | org
                Principal {'Federated':'accounts.example.com'}                    | noWho     | ok            | ok          | org | org
                Principal {'Role':'a'}                                            | noWho     | position      | badWho      | org | org
                Principal {'aws':'*'}                                             | noWho     | position      | badWho      | org | org
                Principal {}                                                      | noWho     | nobody        | nobody      | org | org
                Principal []                                                      | noWho     | position      | badWho      | org | org
                Principal ['*']                                                   | noWho     | position      | badWho      | org | org
                Principal 'alice'                                                 | noWho     | noObject      | badWho      | org | org
                Principal 1                                                       | noWho     | position      | badWho      | org | org
                -Principal & NotPrincipal {'AWS':'111111111111'}                  | noWho     | denyNot       | ok          | org | org
                -Principal & NotPrincipal {'AWS':'111111111111'} & Effect 'Allow' | noWho     | allowNot      | ok          | org | org
                Principal '*' & NotPrincipal {'AWS':'111111111111'}               | noWho     | denyNot       | badWho      | org | org
                -Action                                                           | actions   | action        | action      | org | org
                Action '*'                                                        | ok        | onlySts       | ok          | ok  | org
                Action 's3:*'                                                     | ok        | onlySts       | ok          | ok  | ok
                Action ['s3:GetObject','s3:PutObject']                            | ok        | onlySts       | ok          | ok  | ok
                Action ['s3:GetObject','s3:GetObject']                            | ok        | onlySts       | ok          | ok  | ok
                Action 'GetObject'                                                | vendor    | badAction     | badAction   | org | org
                Action 's3'                                                       | vendor    | badAction     | badAction   | org | org
                Action ''                                                         | vendor    | badAction     | badAction   | org | org
                Action 's3:Get:Object'                                            | colon     | badAction     | badAction   | org | org
                Action 's 3:GetObject'                                            | badVendor | badAction     | badAction   | org | org
                Action 'zzz:DoesNotExist'                                         | ok        | onlySts       | ok          | ok  | ok
                Action []                                                         | actions   | action        | action      | org | org
                Action [[]]                                                       | syntax    | position      | json        | org | org
                Action [null]                                                     | syntax    | position      | json        | org | org
                Action null                                                       | syntax    | position      | json        | org | org
                Action 1                                                          | syntax    | position      | json        | org | org
                Action {}                                                         | syntax    | position      | json        | org | org
                Action 'sts:AssumeRole'                                           | ok        | ok            | ok          | ok  | ok
                -Action & NotAction 's3:GetObject'                                | ok        | onlySts       | ok          | ok  | org
                -Action & NotAction []                                            | actions   | action        | action      | org | org
                -Action & NotAction 'x'                                           | vendor    | badAction     | badAction   | org | org
                NotAction 's3:PutObject'                                          | syntax    | badAction     | badAction   | org | org
                -Resource                                                         | resources | ok            | resource    | org | org
                Resource '*'                                                      | ok        | noResource    | ok          | ok  | ok
                Resource ['*','arn:aws:s3:::bucket']                              | ok        | noResource    | ok          | ok  | ok
                Resource 'bucket'                                                 | arn       | noResource    | badResource | org | org
                Resource ''                                                       | noText    | noResource    | badResource | org | org
                Resource 'arn:aws'                                                | regex     | noResource    | badResource | org | org
                Resource 'arn:aws:s3'                                             | ok        | noResource    | ok          | org | org
                Resource 'arn:aws:s3*'                                            | ok        | noResource    | ok          | ok  | org
                Resource 'arn:aws:s3:::'                                          | ok        | noResource    | ok          | ok  | ok
                Resource 'arn:aws:s3:::${aws:username}'                           | ok        | noResource    | ok          | ok  | ok
                Resource []                                                       | resources | noResource    | resource    | org | org
                Resource null                                                     | syntax    | position      | json        | org | org
                Resource 1                                                        | syntax    | position      | json        | org | org
                Resource {}                                                       | syntax    | position      | json        | org | org
                -Resource & NotResource '*'                                       | ok        | noNotResource | ok          | ok  | ok
                -Resource & NotResource 'arn:aws:s3:::bucket/*'                   | ok        | noNotResource | ok          | ok  | ok
                -Resource & NotResource []                                        | resources | noNotResource | resource    | org | org
                -Resource & NotResource 'bucket'                                  | arn       | noNotResource | badResource | org | org
                Resource '*' & NotResource 'arn:aws:s3:::bucket/*'                | syntax    | noResource    | badResource | org | org
                Condition {}                                                      | ok        | ok            | ok          | ok  | ok
                Condition []                                                      | syntax    | position      | json        | org | org
                Condition 'x'                                                     | syntax    | position      | json        | org | org
                Condition null                                                    | syntax    | position      | json        | org | org
                Condition {'Bool':{'aws:SecureTransport':'true'}}                 | ok        | ok            | ok          | ok  | ok
                Condition {'Bool':{'aws:SecureTransport':true}}                   | ok        | ok            | ok          | ok  | ok
                Condition {'NumericLessThan':{'s3:max-keys':10}}                  | ok        | ok            | ok          | ok  | ok
                Condition {'StringEquals':{}}                                     | ok        | ok            | ok          | ok  | ok
                Condition {'StringEquals':[]}                                     | syntax    | position      | json        | org | org
                Condition {'StringEquals':'x'}                                    | syntax    | position      | json        | org | org
                Condition {'StringEquals':{'x:key':[]}}                           | ok        | ok            | ok          | ok  | ok
                Condition {'StringEquals':{'x:key':null}}                         | syntax    | position      | json        | org | org
                Condition {'StringEquals':{'x:key':[['a']]}}                      | syntax    | position      | json        | org | org
                Condition {'StringEquals':{'x:key':{}}}                           | syntax    | position      | json        | org | org
                Condition {'Equals':{'x:key':'a'}}                                | syntax    | badType       | badType     | org | org
                Condition {'Equals':{}}                                           | ok        | ok            | ok          | ok  | ok
                Condition {'stringEquals':{'x:key':'a'}}                          | syntax    | badType       | badType     | org | org
                Condition {'NullIfExists':{'x:key':'true'}}                       | syntax    | badType       | badType     | org | org
                Condition {'ForAllValues:StringEquals':{'x:key':['a','b']}}       | ok        | ok            | ok          | ok  | ok
                Condition {'ForAnyValue:Null':{'x:key':'true'}}                   | ok        | ok            | ok          | ok  | ok
                Condition {'ForAllValues::StringEquals':{'x:key':'a'}}            | syntax    | badType       | badType     | org | org
                Condition {'ForSomeValues:StringEquals':{'x:key':'a'}}            | syntax    | badType       | badType     | org | org
                Condition {'StringEqualsIfExistsIfExists':{'x:key':'a'}}          | syntax    | badType       | badType     | org | org
                Condition {'DateLessThan':{'aws:CurrentTime':'2026-01-01'}}       | ok        | ok            | ok          | ok  | ok
                """)
    void anElementIsTakenOrRefusedByItsKind(
            String change,
            String identity,
            String trust,
            String resource,
            String serviceControl,
            String resourceControl) {
        assertEquals(
                List.of(identity, identity, identity, trust, resource, resource, serviceControl, resourceControl),
                Stream.of(
                                PolicyKind.IDENTITY,
                                PolicyKind.BOUNDARY,
                                PolicyKind.SESSION,
                                PolicyKind.TRUST,
                                PolicyKind.RESOURCE,
                                PolicyKind.ENDPOINT,
                                PolicyKind.SERVICE_CONTROL,
                                PolicyKind.RESOURCE_CONTROL)
                        .map(kind -> answer(kind, change))
                        .toList());
    }
}
