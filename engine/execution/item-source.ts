import type { Doc, Json } from '../asl/doc.js';

/** What an ItemReader asks for. */
export interface ItemRequest {
  /** `arn:aws:states:::s3:getObject`, `arn:aws:states:::s3:listObjectsV2`. */
  readonly resource: string;
  /** Parameters or Arguments, evaluated. */
  readonly parameters: Doc;
  /** ReaderConfig with its paths and queries replaced by what they lead to. `{}` when there is none. */
  readonly config: Readonly<Record<string, Json>>;
  readonly executionArn: string;
}

/** The answer to an {@link ItemRequest}: the items, or why there are none. */
export type ItemAnswer =
  | { readonly outcome: 'items'; readonly items: readonly Doc[] }
  | { readonly outcome: 'failed'; readonly error?: string; readonly cause: string };

/** Reads items, at once or later. */
export type ItemSource = (request: ItemRequest, answer: (answer: ItemAnswer) => void) => void;
