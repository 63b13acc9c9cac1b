import { condensed } from './condense.js';
import type { Report } from './report.js';
import { defectsOf, defectsText } from './schema.js';

/**
 * The report as JSON text, a line a case, without what says nothing more. Throws when it breaks its own schema: a defect of
 * ours that no reader should have to find.
 */
export function renderJson(report: Report): string {
  const text = layOut(condensed(report));
  const defects = defectsOf('report', JSON.parse(text));
  if (defects.length > 0) throw new Error(`The report breaks its own schema: ${defectsText(defects)}`);
  return text;
}

/** JSON that is small, and yet shows in a comparison of texts which cases differ. */
function layOut(report: Report): string {
  const members = Object.entries(report).map(([name, value]) => {
    const isList = Array.isArray(value) && value.length > 0;
    const text = isList
      ? `[\n${value.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`
      : JSON.stringify(value);
    return `  ${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${members.join(',\n')}\n}\n`;
}

/** What a report file held. */
export type ParsedReport =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'invalid'; readonly message: string };

/** Reads a report from JSON text; `invalid` says in one sentence why it is none. */
export function parseReport(text: string): ParsedReport {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ');
    return { kind: 'invalid', message: `It is not JSON: ${why}` };
  }
  const version = versionOf(value);
  if (version !== undefined && version !== REPORT_VERSION) {
    const message = `It is a report of version ${JSON.stringify(version)}, and this program reads version ${REPORT_VERSION}: use the version of sfn-conformance that wrote it, or run again.`;
    return { kind: 'invalid', message };
  }
  const defects = defectsOf('report', value);
  if (defects.length > 0) return { kind: 'invalid', message: `It is not a report: ${defectsText(defects)}` };
  return { kind: 'report', report: value as Report };
}

const REPORT_VERSION: Report['reportVersion'] = 1;

function versionOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'reportVersion' in value ? value.reportVersion : undefined;
}
