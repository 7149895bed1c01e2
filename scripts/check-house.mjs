// The house rules that no linter knows. CONTRIBUTING.md says them in words.
import { inCode } from './house/code.mjs';
import { files, folders } from './house/files.mjs';
import { inFolder } from './house/folders.mjs';
import { inName } from './house/names.mjs';
import { corridors, inText } from './house/text.mjs';

const houseFiles = files();

const complaints = [
  ...folders(houseFiles).flatMap(inFolder),
  ...houseFiles.flatMap((file) => [...inName(file), ...inText(file), ...inCode(file)]),
];
const narrow = corridors(houseFiles);

for (const complaint of complaints) console.log(complaint);
if (narrow.length > 0) console.log(`Worth a look, shorter than 8 lines: ${narrow.join(' ')}`);
if (complaints.length > 0) {
  console.log(`\n${complaints.length} house ${complaints.length === 1 ? 'rule' : 'rules'} broken.`);
  process.exitCode = 1;
}
