@echo off
rem Starts Zoetrope from a source checkout; builds it first where needed. Keep in step with the script "zoetrope".
rem No delayed expansion: it would eat every ! in the arguments.
setlocal EnableExtensions DisableDelayedExpansion
rem The dot keeps the closing backslash away from closing quotes.
set "ZHOME=%~dp0."
set "APP=%ZHOME%\app\target"
set "PROFILE="
set "WHAT=Zoetrope, the first time takes a few minutes"
rem What is started lies in one folder for each build of ONNX Runtime, since both hold the same classes (app/pom.xml).
if not defined ZOETROPE_CUDA goto chosen
if "%ZOETROPE_CUDA%"=="0" goto chosen
if not "%ZOETROPE_CUDA%"=="1" (
  echo zoetrope: ZOETROPE_CUDA is "%ZOETROPE_CUDA%"; set it to 1 for NVIDIA cards, or take it away 1>&2
  exit /b 1
)
if not "%PROCESSOR_ARCHITECTURE%"=="AMD64" (
  echo zoetrope: ZOETROPE_CUDA=1 needs Linux or Windows on x86-64: ONNX Runtime for CUDA is made for no other system 1>&2
  exit /b 1
)
set "APP=%APP%\cuda"
set "PROFILE=-Pcuda"
set "WHAT=Zoetrope with ONNX Runtime for CUDA, once a download of 640 MB, the first time takes a few minutes"
:chosen
set "AOT=%APP%\aot"
set "STAMP=%APP%\built"
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
rem Takes away the marks of caches that were made for another JDK, place or jar.
powershell -NoProfile -ExecutionPolicy Bypass -Command "$ErrorActionPreference = 'Stop'; Set-Location -LiteralPath $env:ZHOME; try { [void][IO.Directory]::CreateDirectory($env:AOT); $for = [IO.File]::ReadAllText($env:JDK + '\release') + $env:ZHOME; [IO.File]::WriteAllText($env:AOT + '\for', $for); $jars = @(Get-ChildItem -LiteralPath $env:APP -Filter *.jar) + @(Get-ChildItem -LiteralPath ($env:APP + '\lib'), ($env:APP + '\fx') -ErrorAction SilentlyContinue); Get-ChildItem -LiteralPath $env:AOT -Filter *.for | Where-Object { $made = $_.LastWriteTimeUtc; ([IO.File]::ReadAllText($_.FullName) -cne $for) -or @($jars | Where-Object { $_.LastWriteTimeUtc -gt $made }).Count } | Remove-Item } catch { }; $files = @(Get-Item pom.xml, app\pom.xml, engine\*\pom.xml) + @(Get-ChildItem app\src\main, engine\*\src\main -Recurse -File); $list = ($files | ForEach-Object { $_.FullName + ' ' + $_.Length + ' ' + $_.LastWriteTimeUtc.Ticks } | Sort-Object) -join [char]10; if ((Test-Path -LiteralPath $env:STAMP) -and ([IO.File]::ReadAllText($env:STAMP) -ceq $list)) { exit 0 }; [void][IO.Directory]::CreateDirectory($env:APP); [IO.File]::WriteAllText($env:STAMP + '.next', $list); exit 1" <nul
if "%ERRORLEVEL%"=="0" goto start

where /q mvn
if errorlevel 1 (
  echo zoetrope: building needs Maven 3.8 or newer, mvn, which was not found 1>&2
  exit /b 1
)
echo Building %WHAT% ... 1>&2
if exist "%STAMP%" del "%STAMP%"
rem Old jars would stay on the class path.
if exist "%APP%\lib" rmdir /s /q "%APP%\lib"
if exist "%APP%\fx" rmdir /s /q "%APP%\fx"
if exist "%AOT%\*.for" del /q "%AOT%\*.for"
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
set OPTIONS="-Dzoetrope.home=%ZHOME%" --sun-misc-unsafe-memory-access=allow -Xmx1500m
if not "%~1"=="studio" goto command
if "%~2"=="--help" goto command
if "%~2"=="-h" goto command
set OPTIONS=%OPTIONS% --enable-native-access=ALL-UNNAMED,javafx.graphics --module-path "%APP%\fx" --add-modules javafx.controls -cp "%APP%\zoetrope-app.jar;%APP%\lib\*"
set "CACHE=%AOT%\studio"
set REHEARSAL=-Djava.awt.headless=true -Dglass.platform=Headless -Dprism.order=sw "-Djava.util.prefs.userRoot=%AOT%" -Dzoetrope.rehearsal=true zoetrope.app.Rehearsal
call :rehearse
"%JDK%\bin\java.exe" %OPTIONS% zoetrope.app.Launcher %2 %3 %4
exit /b %ERRORLEVEL%

:command
set OPTIONS=%OPTIONS% --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -cp "%APP%\lib\*"
set "CACHE=%AOT%\command"
set REHEARSAL=zoetrope.service.cli.Main render "%ZHOME%\assets\samples\morning-walk\story.yaml" --shot 1 --takes 1 -o "%AOT%\rehearsal.mp4"
call :rehearse
set "REPORT=%APP%\crash-%RANDOM%%RANDOM%.log"
"%JDK%\bin\java.exe" %OPTIONS% "-XX:ErrorFile=%REPORT%" zoetrope.service.cli.Main %*
set "CODE=%ERRORLEVEL%"
rem Says why Java ended, where it could not: with a report of its crash, or by Windows' hand, which gives a negative number.
if exist "%REPORT%" goto ended
if %CODE% LSS 0 goto ended
exit /b %CODE%
:ended
"%JDK%\bin\java.exe" %OPTIONS% zoetrope.service.cli.Main ended "--code=%CODE%" "--report=%REPORT%" 1>&2
exit /b %CODE%

rem Half of a start is loading classes, which Java's AOT cache saves. A short run that changes nothing makes it; where that fails,
rem nothing is said, and it is not tried again. Java starts without a cache that does not fit, and need not say so.
:rehearse
if exist "%CACHE%.for" goto rehearsed
if exist "%CACHE%.aot" del "%CACHE%.aot" 2>nul
set "DEVICE=%ZOETROPE_DEVICE%"
rem On the processor: a device that cannot be had would end it.
set "ZOETROPE_DEVICE="
"%JDK%\bin\java.exe" %OPTIONS% "-XX:AOTCacheOutput=%CACHE%.aot" %REHEARSAL% <nul >nul 2>&1
set "ZOETROPE_DEVICE=%DEVICE%"
type "%AOT%\for" >"%CACHE%.for" 2>nul
:rehearsed
if exist "%CACHE%.aot" set OPTIONS=%OPTIONS% "-XX:AOTCache=%CACHE%.aot" -Xlog:aot*=off,cds*=off
exit /b 0

rem Maven runs on this JDK and so builds with it (pom.xml); a mavenrc could name another.
:build
setlocal
set "JAVA_HOME=%JDK%"
set "MAVEN_SKIP_RC=true"
set "MAVEN_OPTS=%MAVEN_OPTS% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
call mvn -B -q -ntp %PROFILE% -pl app -am -DskipTests package <nul 1>&2
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
