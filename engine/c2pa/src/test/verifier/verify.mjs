// Asks the public verifier (c2pa-rs through @contentauth/c2pa-node) about a file; docs/security.md says how to run it.
// Run in a folder where `npm install @contentauth/c2pa-node` was run:  node verify.mjs FILE [ROOT.pem]
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const types = { '.mp4': 'video/mp4', '.mov': 'video/quicktime', '.png': 'image/png', '.gif': 'image/gif' };
const [file, root] = process.argv.slice(2);
const home = join(process.cwd(), 'node_modules/@contentauth/c2pa-node/dist/index.js');
const { Reader } = await import(pathToFileURL(home));
const settings = root ? { trust: { user_anchors: readFileSync(root, 'utf8') }, verify: { verify_trust: true } } : undefined;
const reader = await Reader.fromAsset({ path: file, mimeType: types[extname(file)] }, settings);
if (!reader) {
  console.log(`${file}: no manifest`);
  process.exit(1);
}
const store = reader.json();
const manifest = store.manifests[store.active_manifest];
const results = store.validation_results.activeManifest;
console.log(`${file}: ${store.validation_state}`);
console.log('  made with', manifest.claim_generator_info?.map((g) => `${g.name} ${g.version}`).join(', '));
for (const a of manifest.assertions.filter((x) => x.label.startsWith('c2pa.actions'))) {
  for (const action of a.data.actions) {
    console.log(' ', action.action, action.digitalSourceType);
  }
}
for (const kind of ['success', 'informational', 'failure']) {
  for (const r of results[kind] ?? []) {
    console.log(`  ${kind} ${r.code}`);
  }
}
