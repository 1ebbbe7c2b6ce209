package signet.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.lambda.LambdaOperations;
import signet.model.lambda.ListFunctionsInput;
import signet.model.lambda.ListFunctionsOutput;

/** ListFunctions: the functions of the account and region, fifty at a time by their names. */
final class ListFunctions implements Operation<ListFunctionsInput, ListFunctionsOutput> {
    private static final int MOST = 50;
    private static final String MARK = "after:";

    @Override
    public OperationModel<ListFunctionsInput, ListFunctionsOutput> model() {
        return LambdaOperations.LIST_FUNCTIONS;
    }

    @Override
    public Accesses accesses(Call<ListFunctionsInput> call) {
        Members.only(ListFunctionsInput.SCHEMA, call.input(), "ListFunctions", "Marker", "MaxItems", "FunctionVersion");
        return Accesses.of(Access.to("lambda:ListFunctions", "*"));
    }

    /** Without versions, all of them are those that are listed anyway. */
    @Override
    public ListFunctionsOutput handle(Authorized<ListFunctionsInput> request) {
        ListFunctionsInput input = request.input();
        Scope scope = Scope.of(request);
        String after = input.marker() == null ? "" : open(input.marker());
        List<FunctionRecord> rest = scope
                .view()
                .under(Tables.FUNCTIONS, FunctionRecord.key(scope.account(), scope.region(), ""))
                .values()
                .stream()
                .filter(function -> function.name().compareTo(after) > 0)
                .toList();
        int size = Math.min(MOST, Objects.requireNonNullElse(input.maxItems(), MOST));
        List<FunctionRecord> page = rest.subList(0, Math.min(size, rest.size()));
        boolean all = input.functionVersion() != null;
        return ListFunctionsOutput.builder()
                .functions(page.stream().map(each -> Answers.of(each, all)).toList())
                .nextMarker(rest.size() > size ? close(page.getLast().name()) : null)
                .build();
    }

    private static String close(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + name).getBytes(StandardCharsets.UTF_8));
    }

    private static String open(@Nullable String marker) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
            if (text.startsWith(MARK)) {
                return text.substring(MARK.length());
            }
        } catch (IllegalArgumentException e) {
            throw Errors.invalid("Invalid Marker");
        }
        throw Errors.invalid("Invalid Marker");
    }
}
