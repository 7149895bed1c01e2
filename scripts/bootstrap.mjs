// The one door to every task: `node scripts/bootstrap.mjs <task> [arguments]`. It needs nothing but Node.
// This file is written so that any Node that reads modules can read it, and say what it lacks.
var found = process.versions.node.split('.').map(Number);
var supported = found[0] > 20 || (found[0] === 20 && found[1] >= 19);

if (supported) {
  void import('./workspace/door.mjs').then(function (door) {
    return door.open(process.argv[2], process.argv.slice(3));
  });
} else {
  console.error(
    'Recount needs Node 20.19 or newer, and this is Node ' +
      process.versions.node +
      '. Please install a newer one from your system or https://nodejs.org.',
  );
  process.exitCode = 1;
}
