// Writes a service's tables: its operations, their schemas, its errors and its package description.
import { constantName, literal, methodName } from './names.mjs';

const REQUIRED_HEADER = (m) => m.required && m.traits.httpHeader;

function strings(values) {
  return `List.of(${values.map(literal).join(', ')})`;
}

/** Where a REST operation is found: what its method, path and query must be. */
export function bindingCode(operation) {
  const [path, query = ''] = operation.fact.uri.split('?');
  const level = path.includes('{Key+}') ? 'OBJECT' : path === '/{Bucket}' ? 'BUCKET' : path === '/' ? 'SERVICE' : 'OTHER';
  const bound = operation.input.members.filter((m) => m.traits.httpQuery);
  const names = (required) => strings(bound.filter((m) => m.required === required).map((m) => m.traits.httpQuery).sort());
  const headers = strings(operation.input.members.filter(REQUIRED_HEADER).map((m) => m.traits.httpHeader.toLowerCase()).sort());
  const literals = strings(query === '' ? [] : query.split('&'));
  return `new OperationBinding(${literal(operation.name)}, ${literal(operation.fact.method)}, OperationBinding.Level.${level},`
    + ` ${literals}, ${names(true)}, ${names(false)}, ${headers}, ${literal(path)})`;
}

function operationCode(service, settings, operation, index) {
  const { name, fact, http, input, output } = operation;
  const out = output ? output.javaName : 'Unit';
  const wrapper = fact.resultWrapper === '' ? 'null' : literal(fact.resultWrapper);
  return `    public static final OperationModel<${input.javaName}, ${out}> ${constantName(name)} =
            new OperationModel<>(${literal(settings.name ?? service)}, ${literal(name)}, ${wrapper}, ${http?.[2] ?? 200}, ${service.toUpperCase()}_SCHEMAS, ${index});`;
}

export function operationsSource(packageName, prefix, service, settings, operations, names, bindings) {
  const table = `${prefix}Operations`;
  return `package ${packageName};

import java.util.List;
import java.util.Set;
import signet.model.OperationBinding;
import signet.model.OperationModel;
import signet.model.Protocol;
import signet.model.SchemaTable;
import signet.model.ServiceModel;
import signet.model.Unit;

/** The operations of {@code ${service}} that Signet models, and the names of all that Amazon has. */
public final class ${table} {
    private static final SchemaTable ${service.toUpperCase()}_SCHEMAS = new ${prefix}Schemas();

${operations.map((op, i) => operationCode(service, settings, op, i)).join('\n\n')}

    /** The service with all its operations. */
    public static final ServiceModel SERVICE = new ServiceModel(
            ${literal(settings.name ?? service)},
            Protocol.${settings.protocol},
            ${literal(settings.version)},
            ${literal(settings.namespace)},
            ${literal(settings.signingName ?? service)},
            ${literal(settings.target ?? '')},
            List.of(${operations.map((op) => `\n                    ${constantName(op.name)}`).join(',')}),
            Set.of(${names.map((name) => `\n                    ${literal(name)}`).join(',')}),
            List.of(${bindings.map((code) => `\n                    ${code}`).join(',')}));

    private ${table}() {}
}
`;
}

export function schemasSource(packageName, prefix, operations) {
  const cases = operations.flatMap(({ input, output }, i) => [
    `            case ${2 * i} -> ${input.javaName}.SCHEMA;`,
    `            case ${2 * i + 1} -> ${output ? `${output.javaName}.SCHEMA` : 'Unit.SCHEMA'};`,
  ]);
  return `package ${packageName};

import signet.model.SchemaTable;
import signet.model.StructureSchema;
import signet.model.Unit;

final class ${prefix}Schemas implements SchemaTable {
    @Override
    public StructureSchema<?> get(int index) {
        return switch (index) {
${cases.join('\n')}
            default -> throw new IndexOutOfBoundsException(index);
        };
    }
}
`;
}

export function errorsSource(packageName, prefix, service, errors) {
  const factories = errors.map(({ shape, code, status }) => `
    /** {@code ${code}}, HTTP ${status}. */
    public static AwsError ${methodName(shape.replace(/Exception$/, ''))}(String message) {
        return AwsError.of(${literal(code)}, ${status}, message);
    }`);
  return `package ${packageName};

import signet.model.AwsError;

/** The errors that Amazon models for {@code ${service}}. */
public final class ${prefix}Errors {
    private ${prefix}Errors() {}
${factories.join('\n')}
}
`;
}

export function packageSource(packageName, service) {
  return `/** Records, operations and errors of {@code ${service}}, generated from Amazon's API model. */
@org.jspecify.annotations.NullMarked
package ${packageName};
`;
}
