@echo off
rem Starts jdisk.
rem   JDISK_JAVA_HOME   the Java to use (25 or newer), instead of one that is found
rem   JDISK_JAVA_OPTS   further options for the JVM
setlocal EnableExtensions DisableDelayedExpansion
set "JDISK_APP=%~dp0"
set "JDISK_JAVA="
if defined JDISK_JAVA_HOME (
    call :try "%JDISK_JAVA_HOME%"
    if not defined JDISK_JAVA (
        echo jdisk: JDISK_JAVA_HOME=%JDISK_JAVA_HOME% holds no Java 25 or newer 1>&2
        exit /b 1
    )
)
if not defined JDISK_JAVA if exist "%JDISK_APP%runtime\bin\java.exe" set "JDISK_JAVA=%JDISK_APP%runtime\bin\java.exe"
if not defined JDISK_JAVA if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined JDISK_JAVA for %%J in (java.exe) do if not "%%~dp$PATH:J" == "" call :try "%%~dp$PATH:J.."
if not defined JDISK_JAVA for /d %%J in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\BellSoft\*" "%USERPROFILE%\.jdks\*") do if not defined JDISK_JAVA call :try "%%~J"
if not defined JDISK_JAVA (
    echo jdisk: needs Java 25 or newer: install a JDK 25 ^(for example from https://adoptium.net^), or say where one is with JDISK_JAVA_HOME 1>&2
    exit /b 1
)
"%JDISK_JAVA%" "@%JDISK_APP%long.jvm" "-Djdisk.native=%JDISK_APP%lib\native" "-Dlibrary.jline.path=%JDISK_APP%lib\native" %JDISK_JAVA_OPTS% -cp "%JDISK_APP%jdisk.jar" jdisk.cli.Main %*
exit /b %ERRORLEVEL%

rem Takes the Java in a folder if it is new enough. Its release file tells.
:try
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\release" exit /b
for /f tokens^=2^ delims^=^=^.^" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do if %%V GEQ 25 set "JDISK_JAVA=%~1\bin\java.exe"
exit /b
