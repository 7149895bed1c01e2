import type { ViewId } from '../ports/index.js';

const mark = ' anew';

/** What a view is called while it is built anew beside the old one. */
export const shadowOf = ({ name, version }: ViewId): ViewId => ({ name: `${name}${mark}`, version });

/** The view that this one is built for; undefined for one that is nobody's shadow. */
export const shadowedBy = ({ name, version }: ViewId): ViewId | undefined =>
  name.endsWith(mark) ? { name: name.slice(0, -mark.length), version } : undefined;
