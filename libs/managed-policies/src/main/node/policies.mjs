// From the npm package's data to what ManagedPolicies.java reads:
//   index:     deflated; count, then each policy in the order of ARNs: text (ARN after PREFIX), created, updated, default
//              version, length of its block in documents, length of its block in history, count of versions, then each
//              version, newest first: number, created (0 = unknown)
//   documents: each policy's default document, deflated
//   history:   each policy's older documents, deflated together, newest first: length, edit script from the next newer
// Numbers are varints, dates seconds since 1970.
import { deflateRawSync } from 'node:zlib';
import { text, varint } from './bytes.mjs';
import { editScript } from './edits.mjs';

export const PREFIX = 'arn:aws:iam::aws:policy/';

export function compact(data) {
  const policies = Object.values(data).sort((a, b) => (a.arn < b.arn ? -1 : 1));
  const index = [varint(policies.length)];
  const documents = [];
  const history = [];
  for (const policy of policies) {
    const newestFirst = versionsOf(policy);
    const texts = newestFirst.map((version) => JSON.stringify(version.document));
    documents.push(deflate(Buffer.from(texts[0], 'utf8')));
    history.push(texts.length === 1 ? Buffer.alloc(0) : deflate(olderDocuments(texts)));
    index.push(
      text(policy.arn.slice(PREFIX.length)),
      varint(seconds(policy.createdDate)),
      varint(seconds(policy.lastUpdatedDate)),
      varint(newestFirst[0].number),
      varint(documents.at(-1).length),
      varint(history.at(-1).length),
      varint(newestFirst.length),
      ...newestFirst.flatMap((version) => [varint(version.number), varint(createdOf(version, policy))]),
    );
  }
  return { index: deflate(Buffer.concat(index)), documents: Buffer.concat(documents), history: Buffer.concat(history) };
}

function versionsOf(policy) {
  const newestFirst = Object.entries(policy.versions)
    .map(([id, version]) => ({ ...version, id, number: Number(/^v([1-9][0-9]*)$/.exec(id)[1]) }))
    .sort((a, b) => b.number - a.number);
  if (!policy.arn.startsWith(PREFIX) || newestFirst[0].id !== policy.latestVersionId) {
    throw new Error(`${policy.arn}: not what this program knows`);
  }
  return newestFirst;
}

// A policy's update date is, by IAM's definition, when its newest version was made. For some later versions the package
// gives the policy's own creation date, which can't be: theirs is unknown.
export function createdOf(version, policy) {
  if (version.id === policy.latestVersionId) {
    return seconds(policy.lastUpdatedDate);
  }
  return version.number > 1 && version.createdDate === policy.createdDate ? 0 : seconds(version.createdDate);
}

function seconds(date) {
  const milliseconds = Date.parse(date);
  if (!(milliseconds > 0) || milliseconds % 1000 !== 0) {
    throw new Error(`not a date in whole seconds: ${date}`);
  }
  return milliseconds / 1000;
}

function olderDocuments(texts) {
  const scripts = texts.slice(1).map((older, at) => editScript(texts[at], older));
  return Buffer.concat(scripts.flatMap((script) => [varint(script.length), script]));
}

function deflate(bytes) {
  return deflateRawSync(bytes, { level: 9 });
}
