// Writes the Java of one structure: a record, its builder and its schema.
import { literal } from './names.mjs';

const SCALARS = {
  string: 'String', integer: 'Integer', long: 'Long', double: 'Double', boolean: 'Boolean',
  timestamp: 'Instant', stream: 'Body', document: 'Document',
};

export function javaType(shape, nullable) {
  const mark = nullable ? '@Nullable ' : '';
  switch (shape.kind) {
    case 'list': return `${mark}List<${javaType(shape.element, false)}>`;
    case 'map': return `${mark}Map<String, ${javaType(shape.value, false)}>`;
    case 'structure': return mark + shape.structure.javaName;
    case 'blob': return nullable ? 'byte @Nullable []' : 'byte[]';
    default: return mark + SCALARS[shape.kind];
  }
}

export function constraints({ min, max, pattern, enum: values }) {
  if (min === null && max === null && pattern === null && values.length === 0) return 'Constraints.NONE';
  const bound = (n) => (n === null ? 'null' : Number.isInteger(n) ? `${n}L` : `${Math.trunc(n)}L`);
  const text = pattern === null ? 'null' : literal(pattern);
  return `Constraints.of(${[bound(min), bound(max), text, ...values.map(literal)].join(', ')})`;
}

export function shapeCode(shape) {
  const limits = constraints(shape.constraints ?? { min: null, max: null, pattern: null, enum: [] });
  const name = (text) => (text === null ? 'null' : literal(text));
  switch (shape.kind) {
    case 'structure': return `${shape.structure.javaName}.SCHEMA`;
    case 'list': return `new Shape.ListOf(${shapeCode(shape.element)}, ${name(shape.elementName)}, ${limits})`;
    case 'map': return `new Shape.MapOf(${shapeCode(shape.value)}, ${name(shape.keyName)}, ${name(shape.valueName)})`;
    case 'timestamp': return `new Shape.Timestamp(TimestampFormat.${shape.format})`;
    case 'boolean': return 'Shape.BOOLEAN';
    case 'stream': return 'Shape.STREAM';
    case 'document': return 'Shape.DOCUMENT';
    case 'blob': return `new Shape.Blob(${limits})`;
    case 'integer': return `new Shape.IntegerNumber(${limits})`;
    case 'long': return `new Shape.LongNumber(${limits})`;
    case 'double': return `new Shape.DoubleNumber(${limits})`;
    case 'string': return `new Shape.Text(${limits})`;
    default: throw new Error(shape.kind);
  }
}

const BINDINGS = [
  ['httpLabel', 'LABEL'], ['httpQuery', 'QUERY'], ['httpHeader', 'HEADER'],
  ['httpPrefixHeaders', 'PREFIX_HEADERS'], ['httpPayload', 'PAYLOAD'], ['httpResponseCode', 'STATUS'],
];

export function memberCode(member) {
  const t = member.traits;
  let code = `new MemberSchema(${literal(member.name)}, ${shapeCode(member.shape)}, ${member.required})`;
  if (t.xmlName) code += `.withXmlName(${literal(t.xmlName)})`;
  if (t.ec2QueryName) code += `.withEc2QueryName(${literal(t.ec2QueryName)})`;
  if (t.xmlFlattened) code += '.asFlattened()';
  if (t.xmlAttribute) code += '.asXmlAttribute()';
  if (member.sensitive) code += '.asSensitive()';
  if (t.xmlNamespace) code += `.withXmlNamespace(${[t.xmlNamespace].flat().map(literal).join(', ')})`;
  const binding = BINDINGS.find(([trait]) => t[trait]);
  if (binding) {
    const name = typeof t[binding[0]] === 'string' ? literal(t[binding[0]]) : literal(member.name);
    code += `.boundTo(HttpBinding.${binding[1]}, ${name})`;
  }
  return code;
}

function copyLine({ component, shape, required }) {
  const copy = {
    list: `List.copyOf(${component})`,
    map: `Collections.unmodifiableMap(new LinkedHashMap<>(${component}))`,
    blob: `${component}.clone()`,
  }[shape.kind];
  const lines = [];
  if (required) lines.push(`        Objects.requireNonNull(${component}, ${literal(component)});`);
  if (copy) lines.push(`        ${component} = ${required ? copy : `${component} == null ? null : ${copy}`};`);
  return lines.join('\n');
}

function builder(record, members) {
  const fields = members.map((m) => `        private ${javaType(m.shape, true)} ${m.component};`);
  const from = members.map((m) => `            this.${m.component} = source.${m.component};`);
  const setters = members.map((m) => `
        public Builder ${m.component}(${javaType(m.shape, true)} value) {
            this.${m.component} = value;
            return this;
        }`);
  return `    /** Sets members one at a time; {@link #build()} refuses an absent required member. */
    public static final class Builder {
${fields.join('\n')}

        private Builder() {}

        private Builder(${record} source) {
${from.join('\n')}
        }
${setters.join('\n')}

        public ${record} build() {
            return new ${record}(${members.map((m) => m.component).join(', ')});
        }
    }`;
}

function getBody(cases) {
  if (cases.length === 0) return '            throw new IndexOutOfBoundsException(index);';
  return `            return switch (index) {
${cases.join('\n')}
                default -> throw new IndexOutOfBoundsException(index);
            };`;
}

function schemaClass(structure) {
  const { javaName: record, members, traits, awsName } = structure;
  const namespace = traits.xmlNamespace ? literal([traits.xmlNamespace].flat().at(-1)) : 'null';
  const cases = members.map((m, i) => `                case ${i} -> value.${m.component}();`);
  const casts = members.map((m, i) => `                    (${javaType(m.shape, true)}) values[${i}]`);
  return `    private static final class Schema extends StructureSchema<${record}> {
        private Schema() {
            super(${literal(awsName)}, ${traits.xmlName ? literal(traits.xmlName) : 'null'}, ${namespace});
        }

        @Override
        protected List<MemberSchema> declareMembers() {
            return List.of(${members.map((m) => `\n                    ${memberCode(m)}`).join(',')});
        }

        @Override
        public @Nullable Object get(${record} value, int index) {
${getBody(cases)}
        }

        @Override
        @SuppressWarnings("unchecked")
        public ${record} create(@Nullable Object[] values) {
            return new ${record}(${casts.length ? `\n${casts.join(',\n')}` : ''});
        }
    }`;
}

export function recordSource(packageName, structure) {
  const { javaName: record, members, awsName } = structure;
  const components = members.map((m) => `        ${javaType(m.shape, !m.required)} ${m.component}`);
  const copies = members.map(copyLine).filter((line) => line !== '');
  return `package ${packageName};

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.model.Body;
import signet.model.Constraints;
import signet.model.Document;
import signet.model.HttpBinding;
import signet.model.MemberSchema;
import signet.model.Shape;
import signet.model.StructureSchema;
import signet.model.TimestampFormat;

/** {@code ${awsName}} of Amazon's API model. */
public record ${record}(${components.length ? `\n${components.join(',\n')}` : ''}) {
    /** How codecs read and write this structure. */
    public static final StructureSchema<${record}> SCHEMA = new Schema();

    public ${record} {
${copies.join('\n')}
    }

    public static Builder builder() {
        return new Builder();
    }

    public Builder toBuilder() {
        return new Builder(this);
    }

${builder(record, members)}

${schemaClass(structure)}
}
`;
}
