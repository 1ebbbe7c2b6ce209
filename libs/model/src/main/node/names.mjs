// Java names for Amazon's names.
const KEYWORDS = new Set(
  ('abstract assert boolean break byte case catch char class const continue default do double else enum extends final '
    + 'finally float for goto if implements import instanceof int interface long native new package private protected '
    + 'public return short static strictfp super switch synchronized this throw throws transient try void volatile while '
    + 'true false null record notify wait clone finalize').split(' '),
);
const TAKEN_TYPES = { Object: 'S3Object', Error: 'S3Error', Record: 'RecordData', Override: 'OverrideValue' };

/** SSEKMSKeyId → ssekmsKeyId, ETag → eTag, Return → returnValue. */
export function componentName(name) {
  const run = /^[A-Z]+/.exec(name)?.[0] ?? '';
  const lower = run.length <= 1 || run.length === name.length ? run.length : run.length - 1;
  const camel = name.slice(0, lower).toLowerCase() + name.slice(lower);
  return KEYWORDS.has(camel) ? `${camel}Value` : camel;
}

export function typeName(name) {
  const plain = name.replace(/^_+/, '').replace(/\$$/, '');
  const upper = plain[0].toUpperCase() + plain.slice(1);
  return TAKEN_TYPES[upper] ?? upper;
}

/** CreateRole → CREATE_ROLE, DescribeIamInstanceProfileAssociations → DESCRIBE_IAM_…, ListObjectsV2 → LIST_OBJECTS_V2. */
export function constantName(name) {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2').toUpperCase();
}

export function methodName(name) {
  return componentName(name);
}

/** A Java string literal. */
export function literal(text) {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
}
