--- Which release an organisation is on, and where each release is reached. Both are held in memory, and change without
--- a reload: assignments come by a long poll of ingest, addresses from a file that is read again.
local cjson = require 'cjson.safe'
local fetch = require 'everchart.fetch'
local shared = require 'everchart.shared'

local M = {}

local assignments = shared.cached('releases', function(text) return text and cjson.decode(text) end)
local upstreams = shared.cached('upstreams', function(text) return text and cjson.decode(text) end)

local function of(table_of_services, service)
  if type(table_of_services) ~= 'table' then return nil end
  return table_of_services[service] or table_of_services.suite
end

--- @return {release, epoch} of a caller in a service, or nil: nothing is assigned
function M.assigned(org, sub, service)
  local known = assignments()
  if not known or not org then return nil end
  local overrides = (known.overrides or {})[org]
  return of(overrides and sub and overrides[sub], service) or of((known.assignments or {})[org], service)
end

--- A release that the file does not name is found by its name (hyphens for dots), where the file says how.
--- @return host and port for proxy_pass of a release, or of the service's default, or nil
function M.address(service, release)
  local known = (upstreams() or {})[service]
  if not known then return nil end
  local url = known.default
  if release then
    url = (known.releases or {})[release]
    -- Names of releases have letters, digits, dots and hyphens only: one cannot name a host of another domain.
    if not url and known.byName and not release:find('[^a-z0-9.-]') then
      url = known.byName:gsub('{release}', (release:gsub('%.', '-')), 1)
    end
  end
  if not url then return nil end
  -- Addresses that were there at the start have kept-alive connections; later ones are resolved per request.
  return shared.settings.kept[url] or url:match('^http://([^/]+)')
end

local function read_upstreams()
  local text = shared.text(shared.settings.upstreamsFile)
  local known = text and cjson.decode(text)
  local reason = not text and 'the file cannot be read' or (type(known) ~= 'table' and 'the file is no JSON object') or nil
  shared.state('upstreams', reason)
  if not reason then shared.store('upstreams', text) end
end

local function poll()
  local settings = shared.settings
  local known = assignments()
  local authorization = settings.releasesTokenFile and shared.text(settings.releasesTokenFile)
  local after = known and known.revision and ('&after=' .. ngx.escape_uri(tostring(known.revision))) or ''
  local separator = settings.releasesUrl:find('?', 1, true) and '&' or '?'
  local url = settings.releasesUrl .. separator .. 'wait=' .. settings.releasesWaitSeconds .. after
  local text, reason = fetch(url, (settings.releasesWaitSeconds + 5) * 1000, authorization)
  local answer = text and cjson.decode(text)
  if text and (type(answer) ~= 'table' or type(answer.assignments) ~= 'table') then reason = 'the answer has no assignments' end
  shared.state('releases', reason)
  if reason then return false end
  shared.store('releases', text)
  shared.dict:set('releases:at', ngx.now())
  return true
end

local function follow(premature)
  if premature then return end
  while not ngx.worker.exiting() do
    local ok, done = pcall(poll)
    if not (ok and done) then ngx.sleep(1) end
  end
end

--- Called in each worker; the first one does the work, for all.
function M.start()
  if ngx.worker.id() ~= 0 then return end
  assert(ngx.timer.every(2, function(premature) if not premature then read_upstreams() end end))
  assert(ngx.timer.at(0, function(premature) if not premature then read_upstreams() end end))
  if shared.settings.releasesUrl then assert(ngx.timer.at(0, follow)) end
end

--- @return whether requests can be routed, and if not, what is missing
function M.ready()
  if not shared.dict:get('upstreams') then return false, 'upstreams' end
  if shared.settings.releasesUrl and not shared.dict:get('releases') then return false, 'releases' end
  return true
end

function M.revision()
  local known = assignments()
  return known and tonumber(known.revision)
end

function M.age_seconds()
  local at = shared.dict:get('releases:at')
  return at and ngx.now() - at or nil
end

return M
