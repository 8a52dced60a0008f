import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the programs and files are that the edge runs on, as Debian lays them out below a root. */
export interface NginxPlaces {
  program: string;
  modules: string;
  /** Our own Lua. */
  lua: string;
  luaShare: string;
  luaLibraries: string;
  coreRuleSet: string;
  /** Folders of shared libraries, for a root that is not the system's own. */
  libraries: readonly string[];
}

/** @throws Error naming what is missing */
export function placesBelow(root: string): NginxPlaces {
  const architecture = readdirSync(join(root, 'usr/lib')).find((name) => name.endsWith('-linux-gnu')) ?? 'x86_64-linux-gnu';
  const places: NginxPlaces = {
    program: join(root, 'usr/sbin/nginx'),
    modules: join(root, 'usr/lib/nginx/modules'),
    lua: fileURLToPath(new URL('../lua', import.meta.url)),
    luaShare: join(root, 'usr/share/lua/5.1'),
    luaLibraries: join(root, 'usr/lib', architecture, 'lua/5.1'),
    coreRuleSet: join(root, 'usr/share/coreruleset'),
    libraries: root === '/' ? [] : [join(root, 'usr/lib', architecture), join(root, 'lib', architecture)],
  };
  const missing = [places.program, places.modules, places.luaShare, places.luaLibraries, places.coreRuleSet].filter(
    (each) => !existsSync(each),
  );
  if (missing.length > 0) throw new Error(`not there: ${missing.join(', ')}`);
  return places;
}
