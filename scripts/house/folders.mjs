const most = 9;

const roomy = [
  /^packages$/,
  /^packages\/domain\/src(\/facts)?$/,
  // Tests mirror what they test.
  /^test(\/|$)/,
  /^docs\//,
];

/** A folder has at most nine entries before it earns sub-folders. */
export const inFolder = ({ path, names }) =>
  names.length <= most || roomy.some((exception) => exception.test(path))
    ? []
    : [`${path}: has ${names.length} entries; after ${most} a folder earns sub-folders.`];
