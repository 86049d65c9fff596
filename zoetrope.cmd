@echo off
rem Starts Zoetrope from a source checkout; builds it first where needed. Keep in step with the script "zoetrope".
rem No delayed expansion: it would eat every ! in the arguments.
setlocal EnableExtensions DisableDelayedExpansion
rem The dot keeps the closing backslash away from closing quotes.
set "ZHOME=%~dp0."
set "SERVICE=%ZHOME%\engine\service\target"
set "STAMP=%SERVICE%\built"
set "JDK="

if defined ZOETROPE_JAVA goto named
set "CANDIDATE=%JAVA_HOME%"
call :try "[56]"
call :search 5
call :search 6
if defined JDK goto found
echo zoetrope: no JDK 25 or 26 was found. Install one, for example Eclipse Temurin 25, or set ZOETROPE_JAVA to its folder. 1>&2
exit /b 1

:named
set "CANDIDATE=%ZOETROPE_JAVA%"
call :try "[56]"
if defined JDK goto found
echo zoetrope: ZOETROPE_JAVA is not the folder of a JDK 25 or 26: "%ZOETROPE_JAVA%" 1>&2
exit /b 1

:found
rem Ends with 0 where the stamp lists what the build reads just as it is now; else leaves the list for the next stamp, made before
rem the build, so that what is edited, added or removed later, even during the build, is built the next time.
powershell -NoProfile -ExecutionPolicy Bypass -Command "$ErrorActionPreference = 'Stop'; Set-Location -LiteralPath $env:ZHOME; $files = @(Get-Item pom.xml, engine\*\pom.xml) + @(Get-ChildItem engine\*\src\main -Recurse -File); $list = ($files | ForEach-Object { $_.FullName + ' ' + $_.Length + ' ' + $_.LastWriteTimeUtc.Ticks } | Sort-Object) -join [char]10; if ((Test-Path -LiteralPath $env:STAMP) -and ([IO.File]::ReadAllText($env:STAMP) -ceq $list)) { exit 0 }; [void][IO.Directory]::CreateDirectory($env:SERVICE); [IO.File]::WriteAllText($env:STAMP + '.next', $list); exit 1" <nul
if "%ERRORLEVEL%"=="0" goto start

where /q mvn
if errorlevel 1 (
  echo zoetrope: building needs Maven 3.8 or newer, mvn, which was not found 1>&2
  exit /b 1
)
echo Building Zoetrope, the first time takes a few minutes ... 1>&2
if exist "%STAMP%" del "%STAMP%"
rem Old jars would stay on the class path.
if exist "%SERVICE%\lib" rmdir /s /q "%SERVICE%\lib"
pushd "%ZHOME%"
call :build
set "CODE=%ERRORLEVEL%"
popd
if not "%CODE%"=="0" (
  echo zoetrope: the build failed, see above 1>&2
  exit /b 1
)
move /y "%STAMP%.next" "%STAMP%" >nul

:start
"%JDK%\bin\java.exe" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xmx1500m -XX:+UseSerialGC "-Dzoetrope.home=%ZHOME%" -cp "%SERVICE%\classes;%SERVICE%\lib\*" zoetrope.service.cli.Main %*
exit /b %ERRORLEVEL%

rem Maven runs on this JDK and so builds with it (pom.xml); a mavenrc could name another.
:build
setlocal
set "JAVA_HOME=%JDK%"
set "MAVEN_SKIP_RC=true"
set "MAVEN_OPTS=%MAVEN_OPTS% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
call mvn -B -q -ntp -pl engine/service -am -DskipTests package <nul 1>&2
exit /b %ERRORLEVEL%

rem Looks for JDK 2x, x being the argument, in the usual places.
:search
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*" "%USERPROFILE%\.jdks\*") do (
  set "CANDIDATE=%%~D"
  call :try "%~1"
)
exit /b 0

rem Takes the folder CANDIDATE where none was taken yet and it holds a JDK 2x, x matching the argument.
:try
if defined JDK exit /b 0
if not defined CANDIDATE exit /b 0
set "CANDIDATE=%CANDIDATE:"=%"
if not exist "%CANDIDATE%\bin\javac.exe" exit /b 0
if not exist "%CANDIDATE%\release" exit /b 0
findstr /r /c:"^JAVA_VERSION=.2%~1[^0-9]" "%CANDIDATE%\release" >nul
if not errorlevel 1 set "JDK=%CANDIDATE%"
exit /b 0
